using Prenup.Core.Health;
using Prenup.Core.Keys;
using Prenup.Gateway.Decoding;
using Prenup.Gateway.Permitting;
using Prenup.Gateway.Routing;

namespace Prenup.Gateway;

/// <content>What would become of a request: the same stages up to Routing, and nothing taken, sent or written.</content>
public sealed partial class Journey
{
    /// <summary>What would become of a request of this key, by the state of now. Nothing is taken, sent or written.</summary>
    public ValueTask<Explanation> ExplainAsync(Arrival arrival, VirtualKey key) =>
        ExplainAsync(arrival, key, permitting, health, room, clock);

    /// <summary>The same, by a state of the caller's.</summary>
    public static async ValueTask<Explanation> ExplainAsync(
        Arrival arrival,
        VirtualKey key,
        PermitStage permitting,
        OfferHealth health,
        Room room,
        TimeProvider clock
    )
    {
        var (draw, now) = ((ulong)Random.Shared.NextInt64(), clock.GetUtcNow());
        var explanation = new Explanation(arrival.Dialect, key.Name, null, now, draw, Refusals.Full, []);
        var bytes = arrival.ContentLength ?? 0;
        if (!room.TryEnter(bytes))
        {
            return explanation;
        }
        using var admission = new Admission(key, room, bytes);
        var decoded = await DecodeStage.RunAsync(arrival, admission);
        if (decoded.Refused)
        {
            return explanation with { Fault = decoded.Fault };
        }
        using var ask = decoded.Value;
        var lineage = arrival.Catalogue.Tree.Of(key);
        var (model, pin, fault) = await permitting.JudgeAsync(arrival, lineage, ask);
        if (model is null)
        {
            return explanation with { Fault = fault };
        }
        var facts = RoutingFacts.Of(arrival, ask, lineage, model, pin, health);
        return explanation with
        {
            Model = model.Name,
            Fault = RouteStage.Run(facts, draw, now).Fault,
            Offers = RouteStage.Explain(facts, draw, now),
        };
    }
}
