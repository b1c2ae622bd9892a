#!/usr/bin/env node
'use strict';
// Old syntax on purpose: this file must start under every Node, to find a newer one or to say which is needed.
var required = [22, 19];
var version = process.versions.node.split('.').map(Number);
var tooOld = version[0] < required[0] || (version[0] === required[0] && version[1] < required[1]);

function bundledNode() {
  try {
    return require.resolve('node/bin/node');
  } catch (notInstalled) {
    return undefined;
  }
}

function runUnder(node) {
  var child = require('child_process').spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // A terminal sends its signals to both processes; what is sent to this one alone is passed on.
  process.on('SIGINT', function () {});
  ['SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('error', function (error) {
    process.stderr.write('netpol-lint cannot start ' + node + ': ' + error.message + '\n');
    process.exitCode = 2;
  });
  child.on('exit', function (status, signal) {
    process.exitCode = status === null ? 128 + (require('os').constants.signals[signal] || 0) : status;
  });
}

function run() {
  if (!require('fs').existsSync(require('path').join(__dirname, '..', 'dist', 'cli', 'main.cjs'))) {
    process.stderr.write('netpol-lint is not built yet: run "npm run build" first.\n');
    process.exitCode = 2;
    return;
  }
  require('module').enableCompileCache();
  require('../dist/cli/main.cjs');
}

if (!tooOld) {
  run();
} else if (bundledNode() !== undefined) {
  runUnder(bundledNode());
} else {
  process.stderr.write('netpol-lint needs Node 22.19 or newer; this is Node ' + process.versions.node + '.\n');
  process.exitCode = 2;
}
