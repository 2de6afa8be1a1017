// The only code that stands between page and world. It exposes two functions and nothing of Electron itself; which
// names they may carry is decided where the schemas are, at the engine's door and at main's.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Answer, Bridge } from '#shared/contract/bridge.ts';
import { channels, type EngineGone } from '#shared/contract/host-channels.ts';
import { type DropPage, watchDrops } from './drops.ts';
import { createEngineLine } from './engine-line.ts';
import { createHostLine } from './host-line.ts';

const engine = createEngineLine();
const host = createHostLine(ipcRenderer);
type PageFile = Parameters<typeof webUtils.getPathForFile>[0];
// A preload's global object is the page's window.
const drops = watchDrops(globalThis as unknown as DropPage<PageFile>, (file) => webUtils.getPathForFile(file));

ipcRenderer.on(channels.port, (event) => {
  const [port] = event.ports;
  if (port) engine.connect(port);
});
// Main is trusted: what it sends needs no check.
ipcRenderer.on(channels.engineGone, (_event, gone: EngineGone) => engine.lost(gone.stopped));

// A preload runs before its page is committed, in a frame that main does not know yet: the page is announced with its
// first word instead, ahead of it on the same channel.
let announced = false;
function announce(): void {
  if (announced) return;
  announced = true;
  void (ipcRenderer.invoke(channels.hello) as Promise<Answer>); // Main answers all channels alike.
}

const isHost = (name: unknown): boolean => String(name).startsWith('host.');

const api: Bridge = Object.freeze({
  call(name, input, options) {
    announce();
    if (isHost(name)) return host.call(name, input);
    return engine.call(name, input, options);
  },
  watch(name, params, onAnswer) {
    announce();
    if (name === 'host.drops') return drops(onAnswer);
    if (isHost(name)) return host.watch(name, params, onAnswer);
    return engine.watch(name, params, onAnswer);
  },
} satisfies Bridge);

contextBridge.exposeInMainWorld('nhi', api);
