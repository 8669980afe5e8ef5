export { FileStore, type StoredFile } from './file-store.js';
export { FolderStore } from './folder-store.js';
export { measure, Meter } from './meter.js';
