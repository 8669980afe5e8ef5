export { FileStore } from './file-store.js';
export { FolderStore } from './folder-store.js';
