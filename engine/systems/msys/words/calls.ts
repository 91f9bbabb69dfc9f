/** SigmaStar's msys DMEM as kernel code calls it; its sysfs files are `cat` and `echo`. */
import { number, text } from '../../../words/kinds.ts';
import { define, defined, required, withDefault } from '../../../words/spec.ts';

/** `x = msys_request_dmem("NAME", LENGTH)`. */
const request = define({
  name: 'msys_request_dmem',
  forms: ['call'],
  named: true,
  params: { name: required(text()), length: required(number('bytes')) },
  build: ({ name, length }, { into }) => ({
    value: defined({ kind: 'msys_request_dmem' as const, into, name, length }),
  }),
  unbuild: (command) => ({
    args: { name: command.name, length: command.length },
    into: command.into,
  }),
});

/** `msys_release_dmem("NAME", PHYS)`: the address is looked at where no name matches. */
const release = define({
  name: 'msys_release_dmem',
  forms: ['call'],
  params: { name: required(text()), phys: withDefault(number('phys'), 0) },
  build: ({ name, phys }) => ({ value: { kind: 'msys_release_dmem', name, phys } }),
  unbuild: (command) => ({ args: { name: command.name, phys: command.phys } }),
});

/** `msys_fix_dmem("NAME")`: a release spares it while the feature is on. */
const fix = define({
  name: 'msys_fix_dmem',
  forms: ['call'],
  params: { name: required(text()) },
  build: ({ name }) => ({ value: { kind: 'msys_fix_dmem', name } }),
  unbuild: (command) => ({ args: { name: command.name } }),
});

/** `msys_unfix_dmem("NAME")`. */
const unfix = define({
  name: 'msys_unfix_dmem',
  forms: ['call'],
  params: { name: required(text()) },
  build: ({ name }) => ({ value: { kind: 'msys_unfix_dmem', name } }),
  unbuild: (command) => ({ args: { name: command.name } }),
});

/** `msys_find_dmem_by_name("NAME")`: the whole name. */
const findByName = define({
  name: 'msys_find_dmem_by_name',
  forms: ['call'],
  params: { name: required(text()) },
  build: ({ name }) => ({ value: { kind: 'msys_find_dmem_by_name', name } }),
  unbuild: (command) => ({ args: { name: command.name } }),
});

/** `msys_find_dmem_by_phys(PHYS)`: any address inside the buffer. */
const findByPhys = define({
  name: 'msys_find_dmem_by_phys',
  forms: ['call'],
  params: { phys: required(number('phys')) },
  build: ({ phys }) => ({ value: { kind: 'msys_find_dmem_by_phys', phys } }),
  unbuild: (command) => ({ args: { phys: command.phys } }),
});

export const msysCalls = [request, release, fix, unfix, findByName, findByPhys] as const;
