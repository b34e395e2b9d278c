import { setTimeout as sleep } from 'node:timers/promises';

/** Does something again and again until what waits for it has come: a stream opens when it opens. */
export async function repeatUntil<T>(come: Promise<T>, act: (n: number) => Promise<unknown>): Promise<T> {
  for (let n = 0; ; n++) {
    await act(n);
    const came = await Promise.race([come.then((value) => ({ value })), sleep(200, null)]);
    if (came) return came.value;
  }
}
