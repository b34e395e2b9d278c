import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/reports/index.ts';
import { layoutSamples } from './layout-samples.ts';
import { bytes, textMail } from './samples.ts';

function facts(raw: Uint8Array): string[] {
  return readReport(raw).recipients.map(({ recipient, reply }) => {
    const words = reply ? [reply.replyCode, reply.enhancedStatusCode, reply.text].filter((part) => part !== null).join(' ') : '';
    return `${recipient} | ${words || 'nothing'}`;
  });
}

describe('layouts', () => {
  test.each(Object.entries(layoutSamples))('%s', (_, { body, says, kind = 'bounce', ...head }) => {
    const raw = bytes(textMail(body, head));
    expect(facts(raw)).toEqual(says);
    expect(readReport(raw).kind).toBe(kind);
  });
});
