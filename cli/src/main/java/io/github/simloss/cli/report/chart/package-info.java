/** Charts of the report pages, described in JSON and drawn by Chart.js. */
package io.github.simloss.cli.report.chart;
