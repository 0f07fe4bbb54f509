/**
 * Training as others see it while it runs: the report's page served to browsers, and the loss curve
 * sent to a Visdom server. Nothing that happens to either can stop the training.
 */
package io.github.simloss.cli.live;
