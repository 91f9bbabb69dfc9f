/** How the editor looks: the page's own colours and sizes, in both themes; the tokens' colours are the style sheet's. */
import { EditorView } from '@codemirror/view';

const MONO = 'var(--t-mono) / var(--lh-mono) var(--mono)';
const TEXT = 'var(--size) / var(--lh-mono) var(--mono)';
const LABEL = 'var(--t-label) / 1.4 var(--sans)';

const text = {
  '&': {
    '--size': 'var(--t-mono)',
    height: '100%',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
  },
  // The ring stands around the whole, above gutters and bands: ScriptEditor draws it.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: TEXT, fontVariantLigatures: 'none', overscrollBehavior: 'contain' },
  '.cm-content': { padding: '6px 0 40px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 10px 0 6px', overflowWrap: 'anywhere' },
  '.cm-placeholder': { color: 'var(--ink3)' },
  '.tok-invalid': { textDecoration: 'none' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 18%, transparent)',
    outline: '1px solid color-mix(in srgb, var(--focus) 45%, transparent)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'var(--redsoft)',
  },
};

const LINE_HEIGHT = 'calc(var(--size) * var(--lh-mono))';

const gutters = {
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink3)',
    font: 'var(--t-label) / 1 var(--mono)',
  },
  '.cm-gutterElement': { lineHeight: LINE_HEIGHT },
  // A margin of its own: numbers of operations are not numbers of lines.
  '.cm-ops': { backgroundColor: 'var(--ground)', borderRight: 'var(--hair) solid var(--line)' },
  '.cm-ops .cm-gutterElement': {
    position: 'relative',
    padding: '0 5px 0 14px',
    color: 'var(--ink2)',
    textAlign: 'right',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.6ch', padding: '0 6px 0 8px' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-lineNumbers .cm-activeLineGutter': { color: 'var(--ink)', fontWeight: '600' },
  // The arrow of the line that was executed last.
  '.cm-ops .cm-ranLast': { backgroundColor: 'var(--sunk)', color: 'var(--ink)', fontWeight: '600' },
  '.cm-ranLast::before': {
    position: 'absolute',
    left: '4px',
    top: `calc((${LINE_HEIGHT} - 9px) / 2)`,
    borderStyle: 'solid',
    borderWidth: '4.5px 0 4.5px 7px',
    borderColor: 'transparent transparent transparent var(--ink)',
    content: '""',
  },
  '.cm-ops .cm-ranBadly': { color: 'var(--red)' },
  '.cm-ranBadly.cm-ranLast::before': { borderLeftColor: 'var(--red)' },
  '.cm-lineLast': { backgroundColor: 'var(--sunk)' },
  '.cm-lineBad': { backgroundColor: 'var(--redsoft)' },
};

const floating = {
  '.cm-tooltip': {
    zIndex: '20',
    maxWidth: 'min(460px, calc(100vw - 16px))',
    border: 'var(--hair) solid var(--line2)',
    borderRadius: '6px',
    backgroundColor: 'var(--raise)',
    color: 'var(--ink)',
    boxShadow: 'var(--shade)',
    overflow: 'hidden',
  },
  '.cm-tooltip-section:not(:first-child)': { borderTop: 'var(--hair) solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: 'min(200px, 80vw)',
    maxWidth: 'min(460px, calc(100vw - 16px))',
    maxHeight: 'min(260px, 40dvh)',
    padding: '4px',
    font: MONO,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '12px',
    minHeight: '26px',
    padding: '3px 8px',
    borderRadius: '3px',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--sunk)',
    color: 'var(--ink)',
    boxShadow: 'inset 2px 0 0 var(--ink)',
  },
  '.cm-completionLabel': { flex: 'none', maxWidth: '100%', overflowWrap: 'anywhere' },
  '.cm-completionDetail': {
    minWidth: '0',
    marginLeft: '0',
    overflow: 'hidden',
    color: 'var(--ink2)',
    font: LABEL,
    fontStyle: 'normal',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '.cm-help': {
    maxHeight: 'min(320px, 50dvh)',
    padding: '8px 12px 10px',
    overflow: 'auto',
    font: 'var(--t-ui) / 1.4 var(--sans)',
  },
  '.cm-help-signature': { display: 'block', fontWeight: '600', overflowWrap: 'anywhere' },
  '.cm-help-about + .cm-help-signature': { marginTop: '8px' },
  '.cm-help-about': { marginTop: '2px', color: 'var(--ink2)' },
  '.cm-help-params': {
    display: 'grid',
    gap: '2px',
    marginTop: '8px',
    paddingTop: '6px',
    borderTop: 'var(--hair) solid var(--line)',
    fontSize: 'var(--t-label)',
  },
  '.cm-help-params > div': {
    display: 'grid',
    gridTemplateColumns: 'minmax(76px, max-content) 1fr',
    gap: '10px',
    padding: '2px 6px',
    borderRadius: '3px',
  },
  '.cm-help-params dt': { fontFamily: 'var(--mono)' },
  '.cm-help-params dd': { color: 'var(--ink2)' },
  '.cm-help-here': { backgroundColor: 'var(--sunk)', boxShadow: 'inset 2px 0 0 var(--ink)' },
  '.cm-help-here dd': { color: 'var(--ink)' },
};

const errors = {
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--red) 1px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-active': { backgroundColor: 'var(--redsoft)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--red)' },
  '.cm-diagnostic': {
    padding: '8px 12px',
    borderLeft: '3px solid var(--red)',
    font: 'var(--t-ui) / 1.4 var(--sans)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-panel.cm-panel-lint ul': { maxHeight: '132px' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    backgroundColor: 'var(--sunk)',
    color: 'var(--ink)',
  },
};

const panels = {
  '.cm-panels': { zIndex: '3', backgroundColor: 'var(--ground)', color: 'var(--ink)' },
  '.cm-panels-top': { borderBottom: 'var(--hair) solid var(--line)' },
  '.cm-panels-bottom': { borderTop: 'var(--hair) solid var(--line)' },
  '.cm-panel.cm-search, .cm-panel.cm-dialog form': {
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '3px 8px',
    padding: '8px 10px',
    font: LABEL,
  },
  // Three rows: what is looked for, how, and what takes its place.
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search::before, .cm-panel.cm-search::after': {
    order: '2',
    flexBasis: '100%',
    content: '""',
  },
  '.cm-panel.cm-search::after': { order: '4' },
  '.cm-panel.cm-search [name=replace], .cm-panel.cm-search [name=replaceAll]': { order: '5' },
  // One caret only: there is nothing that could select all matches.
  '.cm-panel.cm-search [name=select]': { display: 'none' },
  // Room for the button that closes.
  '.cm-panel.cm-search [name=prev], .cm-panel.cm-dialog [type=submit]': { marginRight: '30px' },
  '.cm-panel.cm-dialog': { padding: '0' },
  '.cm-panel.cm-dialog label': { display: 'contents' },
  '.cm-panel.cm-dialog .cm-textfield': { flex: '0 1 90px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': {
    margin: '0',
  },
  '.cm-panel.cm-search label': {
    order: '3',
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: 'var(--t-label)',
    minHeight: '24px',
  },
  '.cm-textfield': {
    flex: '1 1 96px',
    minWidth: '0',
    minHeight: 'var(--ctl)',
    margin: '0',
    padding: '3px 8px',
    border: 'var(--hair) solid var(--line3)',
    borderRadius: 'var(--r-ctl)',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    font: MONO,
  },
  '.cm-button': {
    minHeight: '24px',
    padding: '2px 8px',
    border: 'var(--hair) solid var(--line3)',
    borderRadius: 'var(--r-ctl)',
    backgroundColor: 'var(--raise)',
    backgroundImage: 'none',
    color: 'var(--ink)',
    font: LABEL,
    cursor: 'pointer',
  },
  '.cm-button:hover, .cm-button:active': {
    borderColor: 'var(--ink2)',
    backgroundColor: 'var(--sunk)',
    backgroundImage: 'none',
  },
  '.cm-panel.cm-search [name=close], .cm-panel-lint [name=close], .cm-dialog-close': {
    position: 'absolute',
    top: '6px',
    right: '6px',
    width: '28px',
    height: '28px',
    padding: '0',
    border: '0',
    background: 'none',
    color: 'var(--ink2)',
    font: '18px/1 var(--sans)',
    cursor: 'pointer',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--ambersoft)', outline: '1px solid var(--amber)' },
  '.cm-searchMatch-selected': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 28%, transparent)',
    outline: '1px solid var(--focus)',
  },
  // Text smaller than this makes a phone zoom in when it is tapped.
  '@media (max-width: 760px)': {
    '&': { '--size': 'max(16px, var(--t-mono))' },
    '.cm-textfield': { fontSize: 'max(16px, 1em)' },
    '.cm-button, .cm-panel.cm-search label': { minHeight: '44px' },
  },
};

export const look = EditorView.theme({ ...text, ...gutters, ...floating, ...errors, ...panels });
