/** One line about every call and every parameter: completion, hover help and forms show them. */
export const callsEn = {
  'call.board': 'Boot a board; everything before it is gone.',
  'call.board.name': 'Which board: ssd202, generic, imx6, dm365 or dm6446.',
  'call.cat': 'Print a file of /sys, /proc or debugfs.',
  'call.cat.path': 'The file to read.',
  'call.ls': 'List a folder.',
  'call.ls.l': 'With permissions and links.',
  'call.ls.path': 'The folder, or a file.',
  'call.echo': 'Write words to a file, divided by single blanks, with a newline after them.',
  'call.echo.n': 'Without the newline.',
  'call.echo.e': 'With escapes such as \\n and \\x41.',
  'call.echo.E': 'Without escapes, even after -e.',
  'call.echo.path': 'The file to write.',
  'call.dmesg': 'Print the kernel log.',
  'call.dmesg.c': 'Clear it afterwards.',
} as const;
