/**
 * Reports as one self-contained HTML page: of a run, of a comparison, and of a run while it trains.
 *
 * <p>What a page shows is gathered first, into records ({@link
 * io.github.simloss.cli.report.RunView}, {@link
 * io.github.simloss.experiment.comparison.ComparisonResult}), and rendered from those alone. Charts
 * are described in JSON here and drawn by Chart.js, which every page carries in itself, in the
 * colours of the style sheet: light, dark or paper.
 */
package io.github.simloss.cli.report;
