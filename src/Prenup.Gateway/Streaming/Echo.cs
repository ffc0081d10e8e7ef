using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Streaming;

/// <summary>Which name goes back to the client.</summary>
internal static class Echo
{
    /// <summary>The echo for an attempt: the name that the client used, where the reply repeats the offer's own.</summary>
    public static ModelEcho Of(Exchange exchange, Attempt attempt) =>
        new(attempt.Offer.Model, exchange.Ask.ModelName ?? exchange.Permit.Model.Name);
}
