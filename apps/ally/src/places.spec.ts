import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesDirOf, secretsFileOf, soloFolder } from './places.js';

const inDatabase = { DATABASE_URL: 'postgres://there/ally' };

describe('where an Ally is', () => {
  it('when nothing says so, or only empty settings, then it is in .ally, with its files and its keys', () => {
    for (const env of [{}, { DATABASE_URL: '', ALLY_DATA_DIR: '', ALLY_FILES_DIR: '' }]) {
      expect(soloFolder(env)).toBe(resolve('.ally'));
      expect(filesDirOf(env)).toBe(resolve('.ally/files'));
      expect(secretsFileOf(env)).toBe(resolve('.ally/secrets.json'));
    }
  });

  it('when it is in a database, then its files are where a setting says, and never nowhere', () => {
    expect(soloFolder(inDatabase)).toBeUndefined();
    expect(filesDirOf({ ...inDatabase, ALLY_FILES_DIR: '/files', ALLY_DATA_DIR: '/data' })).toBe('/files');
    expect(filesDirOf({ ...inDatabase, ALLY_FILES_DIR: '', ALLY_DATA_DIR: '/data' })).toBe('/data/files');
    expect(() => filesDirOf({ ...inDatabase, ALLY_FILES_DIR: '' })).toThrow('ALLY_FILES_DIR is missing');
  });

  it('when it is in a database, then the keys of a folder are its own only where that is named', () => {
    expect(secretsFileOf({ ...inDatabase, ALLY_DATA_DIR: '/data' })).toBe('/data/secrets.json');
    expect(secretsFileOf({ ...inDatabase, ALLY_DATA_DIR: '' })).toBeUndefined();
  });
});
