/**
 * public/_headers: which headers a host sends with which path, in the form that static hosts read.
 * It is the one place where the policy stands; the server, the meta tags and the tests read it here.
 */
import { readFileSync } from 'node:fs';
import { inRepo } from '../repo.mjs';

/** @typedef {{ path: string, headers: Record<string, string> }} Rule */

/** A path begins a rule, its headers follow indented. @param {string} text @returns {Rule[]} */
export function parseHeaders(text) {
  /** @type {Rule[]} */
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), headers: {} });
      continue;
    }
    const [, name, value] = /^\s+([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    const rule = rules.at(-1);
    if (name === undefined || value === undefined || !rule)
      throw new Error(`_headers: "${line.trim()}" is no header of a path`);
    rule.headers[name] = value;
  }
  return rules;
}

/** `*` at the end stands for everything that begins so. @param {string} rule @param {string} path */
const matches = (rule, path) =>
  rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule;

/** What is sent with a path; later rules win. @param {readonly Rule[]} rules @param {string} path */
export function headersOf(rules, path) {
  /** @type {Record<string, string>} */
  const sent = {};
  for (const rule of rules) if (matches(rule.path, path)) Object.assign(sent, rule.headers);
  return sent;
}

export const readHeaders = () => parseHeaders(readFileSync(inRepo('public', '_headers'), 'utf8'));

/** Cross-origin isolation alone, which the page with hot reload needs too. @param {readonly Rule[]} rules */
export const isolationOf = (rules) =>
  Object.fromEntries(
    Object.entries(headersOf(rules, '/')).filter(([name]) => name.startsWith('Cross-Origin-')),
  );

/** Directives that a browser heeds in a header only. */
const HEADER_ONLY = /^(?:frame-ancestors|report-uri|report-to|sandbox)\b/;

/**
 * The policy as far as a page can carry it itself, for hosts that send no headers.
 * @param {readonly Rule[]} rules
 * @returns {Record<string, string>[]} attributes of meta tags
 */
export function policyTags(rules) {
  const headers = headersOf(rules, '/');
  const policy = (headers['Content-Security-Policy'] ?? '')
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !HEADER_ONLY.test(directive));
  return [
    { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') },
    { name: 'referrer', content: headers['Referrer-Policy'] ?? '' },
  ].filter(({ content }) => content !== '');
}
