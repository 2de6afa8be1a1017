// The app itself, as it is built, with an ear at its first window.
import '../ready.mjs';

await import('../../../../out/main/index.js');
