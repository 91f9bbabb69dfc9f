/** Scenarios the page offers; the first is played when the page opens. The files are the engine's. */
import seed from '../../engine/scenarios/ssd202-seed.carveout?raw';

export interface Scenario {
  readonly id: string;
  readonly title: Readonly<Record<'en' | 'zh', string>>;
  readonly about: Readonly<Record<'en' | 'zh', string>>;
  readonly text: string;
}

export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  {
    id: 'ssd202-seed',
    title: { en: 'The SSD202 session', zh: 'SSD202 实机会话' },
    about: {
      en: 'A real board’s log: six buffers, release one, allocate another.',
      zh: '一块真实板子的日志：六个缓冲区，释放一个，再分配一个。',
    },
    text: seed,
  },
];
