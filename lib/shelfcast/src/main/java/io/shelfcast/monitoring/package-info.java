/**
 * How a customer's forecasts and data do in operation: forecasts kept against the sales that came
 * in since, week by week against the weeks before; drift of the features, freshness and gaps of the
 * data, products that came and went; and what of it calls for somebody. Entry: {@link
 * io.shelfcast.monitoring.MonitoringRun}. May call {@code registry} and what lies below, {@code
 * charts}, and {@code report} for its markup; works out no score of forecasts itself.
 */
package io.shelfcast.monitoring;
