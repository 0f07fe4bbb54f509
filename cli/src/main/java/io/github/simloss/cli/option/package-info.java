/** Options that commands share, and what they read: files of settings, data, models, engines. */
package io.github.simloss.cli.option;
