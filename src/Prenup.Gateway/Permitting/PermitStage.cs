using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Permitting;

/// <summary>Stage 4: may this key ask this model for this, now; takes what it uses in one step.</summary>
public sealed class PermitStage(
    IStoredObjects stored,
    SealedOrigins origins,
    Allowances allowances,
    ITokenCounter counter,
    TimeProvider clock
)
{
    /// <summary>Permits the exchange, or says which limit of whom refused it.</summary>
    public async ValueTask<Result<Permit>> RunAsync(Arrival arrival, Admission admission, Ask ask)
    {
        var lineage = arrival.Catalogue.Tree.Of(admission.Key);
        var (model, pin, fault) = await JudgeAsync(arrival, lineage, ask);
        return model is null ? fault! : Enter(arrival, ask, lineage, model, pin);
    }

    /// <summary>The same without taking anything: the model that is meant and where its state is, or why not.</summary>
    public async ValueTask<(Model? Model, Pin Pin, Fault? Fault)> JudgeAsync(Arrival arrival, Lineage lineage, Ask ask)
    {
        var key = lineage.Key;
        var pin = await PinAsync(key, ask);
        if (pin.Fault is { } unknown)
        {
            return (null, default, unknown);
        }
        if (arrival.Overrides is { } wanted && Objection(key, wanted) is { } objection)
        {
            return (null, default, objection);
        }
        var name = key.Resolve(ask.ModelName ?? pin.Object?.Model ?? "");
        return lineage.Allows(name) && arrival.Catalogue.Models.TryGetValue(name, out var model)
            ? (model, new Pin(pin.Object?.Offer, Maker(ask, arrival.Catalogue)), null)
            : (null, default, Refusals.ModelUnknown(ask.ModelName ?? name));
    }

    /// <summary>The models that a key may ask, in the order of their names.</summary>
    public static IEnumerable<Model> Allowed(Catalogue catalogue, VirtualKey key)
    {
        var lineage = catalogue.Tree.Of(key);
        return catalogue
            .Models.Values.Where(model => lineage.Allows(model.Name))
            .OrderBy(static model => model.Name, StringComparer.Ordinal);
    }

    private static Fault? Objection(VirtualKey key, Overrides wanted)
    {
        if (wanted.Unreadable is { } header)
        {
            return Refusals.OverrideUnreadable(header);
        }
        var denied = wanted.Needed & ~key.Overrides;
        var first = (KeyOverrides)((int)denied & -(int)denied);
        return denied == KeyOverrides.None ? null : Refusals.OverrideDenied(key.Name, Overrides.Header(first));
    }

    private Result<Permit> Enter(Arrival arrival, Ask ask, in Lineage lineage, Model model, Pin pin)
    {
        if (!allowances.Known && arrival.Operation == Operation.Generate)
        {
            return Refusals.LedgerDown; // what is left of the budgets is not known yet
        }
        var moment = Moment.Of(clock);
        var need = Needs.Most(arrival, ask, lineage, prompt: null, model, pin, moment.Now);
        var limit = allowances.Reserve(lineage, need, moment, out var reservation);
        long? prompt = null;
        if (limit is not null && PromptCount.MayHelp(limit, arrival, ask, model))
        {
            var least = Needs.Most(arrival, ask, lineage, prompt: 0, model, pin, moment.Now);
            if (PromptCount.MayHelp(limit, least))
            {
                prompt = PromptCount.Of(ask, model, counter);
                need = Needs.Most(arrival, ask, lineage, prompt, model, pin, moment.Now);
                limit = allowances.Reserve(lineage, need, moment, out reservation);
            }
        }
        return limit is not null
            ? LimitRefusals.Of(limit, reservation.Rates)
            : new Permit(lineage, model, pin, prompt, reservation);
    }

    // State at a cloud is the project's own: an id that another project made does not exist for this one.
    private async ValueTask<(StoredObject? Object, Fault? Fault)> PinAsync(VirtualKey key, Ask ask)
    {
        StoredObject? found = null;
        foreach (var (field, id) in ask.ForeignState)
        {
            found = await stored.FindAsync(id);
            if (found is null || found.Project != key.Project)
            {
                return (null, Refusals.StateUnknown(field, id));
            }
        }
        return (found, null);
    }

    // Sealed state goes back to who made it: nobody else can read it. The latest one counts. An account that is not configured
    // any more may have been renamed: then any offer will do, and a cloud that cannot read it says so.
    private string? Maker(Ask ask, Catalogue catalogue)
    {
        string? maker = null;
        foreach (var range in ask.Asked?.SealedState ?? [])
        {
            maker = origins.Find(SealedState.Fingerprint(ask.Body.Span.Slice(range.Offset, range.Length))) ?? maker;
        }
        return maker is not null && catalogue.Offers.Any(offer => offer.Account.Name == maker) ? maker : null;
    }
}
