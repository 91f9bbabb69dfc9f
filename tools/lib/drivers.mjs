/**
 * Firefox and WebKitGTK as a smoke test drives them, each without a browser-specific helper program:
 * Firefox answers WebDriver BiDi itself, WebKit has Debian's WebKitWebDriver.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import BIDI from 'selenium-webdriver/bidi/index.js';

/**
 * @typedef {object} Driver
 * @property {(url: string) => Promise<unknown>} go resolves when the page has loaded
 * @property {(expression: string) => Promise<any>} read an expression's value in the page
 * @property {(file: string) => Promise<void>} picture writes a PNG
 * @property {() => Promise<void>} close
 */

const START_MS = 60_000;
const MINI_BROWSER = ['4.1', '4.0']
  .map(
    (version) =>
      `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
  )
  .find(existsSync);

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function start(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: 'ignore', detached: true, env });
  return () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
}

/** @template T @param {() => Promise<T>} what @returns {Promise<T>} */
async function retried(what) {
  for (const end = performance.now() + START_MS; ; await sleep(500)) {
    try {
      return await what();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

/** @param {number} port @returns {Promise<Driver>} */
export async function webkit(port) {
  const end = start('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${String(port)}`]);
  const options = { binary: MINI_BROWSER, args: ['--automation'] };
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': options,
  });
  const server = `http://127.0.0.1:${String(port)}`;
  const driver = await retried(() =>
    new Builder().usingServer(server).withCapabilities(capabilities).build(),
  );
  return {
    go: (url) => driver.get(url),
    read: (expression) => driver.executeScript(`return ${expression}`),
    picture: async (file) => writeFileSync(file, await driver.takeScreenshot(), 'base64'),
    close: async () => {
      await driver.quit().catch(() => undefined);
      end();
    },
  };
}

/** @param {number} port @returns {Promise<Driver>} */
export async function firefox(port) {
  const profile = mkdtempSync(join(tmpdir(), 'carveout-firefox-'));
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    String(port),
  ];
  const end = start('firefox-esr', [...args, 'about:blank'], { ...process.env, HOME: profile });
  await retried(() => fetch(`http://127.0.0.1:${String(port)}/`));
  const bidi = new /** @type {any} */ (BIDI)(`ws://127.0.0.1:${String(port)}/session`);
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  const send = async (method, params) => {
    const answer = /** @type {any} */ (await bidi.send({ method, params }));
    if (answer.type === 'error') throw new Error(answer.message);
    return answer.result;
  };
  await send('session.new', { capabilities: {} });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  return {
    go: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    read: async (expression) => {
      const json = `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? false))`;
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: json,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    picture: async (file) => {
      const { data } = await send('browsingContext.captureScreenshot', { context });
      writeFileSync(file, data, 'base64');
    },
    close: async () => {
      await bidi.close().catch(() => undefined);
      end();
    },
  };
}
