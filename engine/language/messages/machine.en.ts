/** What the machine says: boards, handles, the shell, msys, CMA's refusals in words. */
export const machineEn = {
  'board.unknown': 'there is no board "{name}"; boards are {boards}',
  'board.unknownOption': 'a board has no option "{option}"; options are {options}',
  'board.badOption': '{option}={value} is not possible on {board}; accepted is {accepts}',
  'board.kernelNotHere':
    'kernel={value} cannot run on {board}; accepted is {accepts} (an arm64 board starts at 6.14)',
  'board.cmaRefused': 'the kernel could not reserve cma={cma}: {reason:say}',
  'board.tooManyPages':
    'regions of {pages:plural:page|pages} together are more than the map holds ({max:int} pages)',
  'board.cmaIgnored':
    'the kernel reads cma={cma} up to "{ignored}" and ignores the rest without a word',
  'board.cmaReadsAsZero':
    'the kernel reads cma={cma} as 0 bytes, and so reserves nothing, without a word',
  'board.regionExists': 'a region named "{name}" exists already',

  'handle.limit': 'there is no room for another handle: {max:int} are bound',
  'handle.unknown': 'there is no handle "{name}"; {name} = {by}(…) makes one',
  'handle.released':
    '"{name}" was given back at operation {op:int}; to release its pages twice as C code could, write the page frame: {pfn:hex}',
  'handle.wrongKind': '"{name}" came from {from}; it goes back through {through}',
  'handle.tooMany': '"{name}" still holds {held:plural:page|pages}, not {count:int}',

  'limit.blocks': 'no more than {max:int} blocks can be alive at once',

  'shell.cannotOpen': "can't open '{path}'",
  'shell.cannotCreate': "can't create {path}",
  'shell.notReadable': '{path} can only be written',
  'shell.notWritable': '{path} can only be read',
  'shell.writeRefused': 'the driver refused the write to {path}',

  'expect.held': 'as expected',
  'expect.butOk': 'expected {wanted}, but it succeeded',
  'expect.butRefused': 'expected {wanted}, but got {got}',
  'expect.butValue': 'expected {wanted}, but got {got}',
  'expect.textMissing': 'expected the text to contain "{wanted}", but it does not',
  'expect.noText': 'expected text, but this command shows none',
  'board.noCma': 'Linux {release} of this board has no CMA: what it offers here is CMEM',
} as const;
