/** Why a link, a file or an experiment is not taken: what was found, and what would be accepted. */
export const journalEn = {
  'link.empty': 'There is no experiment in this link; one stands after the # of the address.',
  'link.character':
    'Character {at:int} of the link is “{found}”, which no link holds; accepted: letters, digits, - and _.',
  'link.cut': 'The link ends too early; copy all of it, from the # to the end.',
  'link.damaged':
    'The link is damaged (its check sum is wrong); copy all of it, from the # to the end.',
  'link.malformed': 'The link holds something that no Carveout writes; ask for a new one.',
  'link.newer':
    'The link is of version {version:int}, made by a newer Carveout; this one reads up to {newest:int}. Reload the page.',
  'link.bomb': 'The link would unpack to more than {most:bytes}, and was not; ask for a file.',
  'link.tooLong':
    'As a link this is {length:plural:character|characters}; at most {most:int} are accepted. A file holds it.',

  'link.takesLong':
    'As a link this would take longer to open than a page may stand still. A file holds it.',
  'link.scriptTooLong':
    'A link holds at most {most:int} characters of script, and this experiment has {length:int}. A file holds it.',

  'file.tooLong':
    'The file would have {length:plural:character|characters}; at most {most:int} are written.',
  'file.newer':
    'The file is of version {version:int}, saved by a newer Carveout; this one reads up to {newest:int}.',
  'file.header': 'Line {line:int} of the file’s head is “{found}”; accepted here: {accepted:or}.',
  'file.noEnd': 'The file was cut: its last line is not “{accepted}”.',
  'file.binary':
    'This is no text file (byte {at:int} is 0); accepted: a scenario or a saved session.',

  'journal.what.title': 'The title',
  'journal.what.branch': 'The name of a branch',
  'journal.nameTooLong':
    '{what:say} has {length:plural:character|characters}; at most {most:int} are accepted.',
  'journal.nameCharacter':
    '{what:say} holds “{found}”; accepted: one line of plain text without < and >.',
  'journal.branches': 'There are {count:plural:branch|branches}; accepted: from 1 to {most:int}.',
  'journal.branchFrom':
    'The branch “{branch}” begins nowhere; accepted: a position in a branch listed before it.',
  'journal.shown': 'Branch {shown:int} is to be shown, but there is none of that number.',
  'journal.position': 'A position is wrong; accepted: whole numbers from 0 to {most:int}.',
  'journal.viewFields':
    'The view has {count:plural:field|fields}; at most {most:int} are accepted.',
  'journal.viewName':
    'A field of the view is badly named; accepted: letters, digits, - . and _, at most {most:int}.',
  'journal.viewValue':
    'The field “{field}” of the view holds something else than a number, true, false or {most:plural:character|characters} of text.',
  'journal.work':
    'Reading this would take more than {most:int} steps, more than anything that Carveout writes; it was not opened.',
  'journal.failed': 'Carveout made a mistake over this ({why}); nothing was changed.',
  'journal.tooLong':
    'The experiment has {length:plural:character|characters} of script; at most {most:int} are accepted.',
  'journal.tooManyOps':
    'The experiment takes {ops:plural:operation|operations}; at most {most:int} are accepted.',

  'diff.same': 'No difference: the digests are equal.',
  'diff.section': '{section}: {count:plural:difference|differences}',
  'diff.more': '… and {count:int} more',
  'diff.sum': '{count:plural:difference|differences} in all',
} as const;
