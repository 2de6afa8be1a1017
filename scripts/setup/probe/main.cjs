// Opens nothing: that Electron gets this far says that its sandbox works for whoever started it.
const { app } = require('electron');

app.whenReady().then(() => app.exit(0));
