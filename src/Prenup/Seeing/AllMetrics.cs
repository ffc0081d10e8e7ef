using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Every metric there is, in the order in which they are shown.</summary>
public static class AllMetrics
{
    /// <summary>The metrics of one gateway.</summary>
    public static IReadOnlyList<Metric> Of(GatewayState state) =>
        [
            .. ExchangeMetrics.Of(state),
            .. OfferMetrics.Of(state),
            .. GatewayMetrics.Of(state),
            .. KeyMetrics.Of(state),
            .. BudgetMetrics.Of(state),
            .. AlertMetrics.Of(state),
            .. ProcessMetrics.Of(state),
        ];
}
