/** What the parser says: what was found, and what would be accepted. */
export const languageEn = {
  'language.unexpected': 'Found “{found}”; accepted here: {accepted:or}.',
  'language.unexpectedEnd': 'The line ends too early; accepted here: {accepted:or}.',
  'language.want.statement': 'a command such as cat PATH or a call such as cma_alloc(64)',
  'language.want.call': 'a call such as cma_alloc(64)',
  'language.want.expectation':
    'ok, an error name such as ENOMEM, a number, or text in double quotes',
  'language.want.value': 'a value',
  'language.want.number': 'a number',
  'language.want.path': 'a path',
  'language.want.word': 'a word (in quotes if it holds special characters)',
  'language.want.end': 'the end of the line',
  'language.oneStatement': 'Found “{found}” after the semicolon; one line holds one statement.',
  'language.shellMeta':
    '“{found}” is a special character in a shell, and this one has no pipes, variables or substitutions; put it in single quotes to mean the character itself.',
  'language.halfCharacter':
    '“{found}” is half of a character (a lone surrogate); accepted: whole characters.',
  'language.descriptor':
    'A shell takes “{found}” right before > for a file descriptor and would not write it; put a blank in between.',
  'language.unclosed': 'The quote that opens {found} is never closed on this line.',
  'language.badEscape':
    '“{found}” is no escape that can stand here; accepted: \\\\ \\" \\n \\t \\r and \\x00 to \\x7f.',
  'language.expectFirst':
    'expect wants what to expect first: expect ok {found}(…), or expect ENOMEM {found}(…).',
  'language.expectTwice': 'expect cannot demand something of another expect.',

  'language.unknownCall': 'No command or call is named “{found}”; help lists them.',
  'language.unknownCallNear': 'No command or call is named “{found}”; did you mean {accepted:or}?',
  'language.isCall': '{call} is a C call and wants parentheses: {signature}.',
  'language.isShell': '{call} is a shell command, without parentheses: {signature}.',
  'language.givesNothing': '{call} gives nothing back that could be named; leave out the “name =”.',
  'language.reserved':
    '“{found}” is a word of the language and cannot name a result; choose another.',
  'language.handleTooLong':
    'The name {found} has {length:plural:character|characters}; at most {most:int} are accepted.',

  'language.argument': '{param}: {problem:say}',
  'language.missing': '{call} needs {param}: {signature}.',
  'language.tooMany': '{call} takes no further argument (found “{found}”): {signature}.',
  'language.twice': '{param} is given twice; once is accepted.',
  'language.unknownParam': '{call} has no parameter “{found}”; accepted: {accepted:or}.',
  'language.unknownParamNear':
    '{call} has no parameter “{found}”; did you mean {suggestion}? Accepted: {accepted:or}.',
  'language.unknownWord': 'Found “{found}”; accepted: {accepted:or}.',
  'language.unknownWordNear':
    'Found “{found}”; did you mean {suggestion}? Accepted: {accepted:or}.',
  'language.wantsOption':
    'Found “{found}”; options are written NAME=VALUE, without blanks around the =.',
  'language.noValue': 'No value stands after “{found}=”.',
  'language.noSwitches': '{call} takes no switches (found “{found}”).',
  'language.noRedirect': '{call} cannot be redirected here; only echo writes to a file.',
  'language.emptyPath': 'The path is empty; accepted: a path such as /proc/meminfo.',
  'language.wrongType': 'Found “{found}”; accepted: {want:say}.',
  'language.type.number': 'a whole number, decimal or 0x…, with K, M or G after',
  'language.type.text': 'text in double quotes',
  'language.type.bool': '0 or 1',
  'language.type.pointer': 'a handle, an address or NULL',
  'language.type.device': 'a device’s name in double quotes (letters, digits, . _ : @ -), or NULL',
  'language.type.deviceName': 'a device’s name in double quotes',
  'language.type.process': 'a process such as p1',
  'language.type.target': 'a handle, a page frame number, or a range such as 0x26400-0x26403',
  'language.type.errnoAtPage': 'an error name and a page frame, such as EINTR@0x26410',
  'language.countTwice':
    'The range holds {range:plural:page|pages}, the count beside it says {count:int}; leave one of them out.',
  'language.noRange':
    'One buffer is freed at a time; give its handle or its first page frame, not a range.',
  'language.rangeBackwards': 'The range {found} ends before it begins.',

  'language.number.malformed':
    '“{found}” is not a number; accepted: decimal or 0x…, with K, M or G after.',
  'language.number.noDigits': '“{found}” has no digits after 0x; accepted: for example 0x26400.',
  'language.number.fraction':
    '“{found}” is not whole; accepted: whole numbers, with K, M or G after.',
  'language.number.leadingZero':
    '“{found}” starts with 0, which C reads as octal; write it in decimal without the 0, or with 0x.',
  'language.number.tooLarge':
    '“{found}” is beyond {most:int} (2^53 - 1), the largest number that stays exact.',
  'language.number.negative':
    '“{found}” is negative, and this is unsigned in the kernel; accepted: 0 and more.',
  'language.number.least': '“{found}” is too small; accepted: {least:int} and more.',
  'language.number.most': '“{found}” is too large; accepted: at most {most:int}.',

  'language.sourceTooLong':
    'The text has {length:plural:character|characters} and was not read; at most {most:int} are accepted.',
  'language.lineTooLong':
    'The line has {length:plural:character|characters} and was not read; at most {most:int} are accepted.',
  'language.tooManyErrors': 'Too many errors; nothing after line {line:int} was read.',
} as const;
