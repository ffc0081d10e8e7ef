using System.IO.Pipelines;
using Prenup.Configuring;
using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Health;
using Prenup.Core.Keys;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Core.Usage;
using Prenup.Gateway;
using Prenup.Gateway.Permitting;

namespace Prenup.Explaining;

/// <summary>Where a request would go by a configuration alone: every offer healthy, nothing stored at a cloud.</summary>
internal static class DryRun
{
    /// <summary>Asks the stages of the journey, up to the decision.</summary>
    public static async Task<Explanation> RunAsync(
        Configuration configuration,
        VirtualKey key,
        Dialect dialect,
        byte[] body,
        Overrides? overrides
    )
    {
        var clock = TimeProvider.System;
        using var room = new Room(configuration.Catalogue.Limits);
        var arrival = new Arrival
        {
            Exchange = default(LedgerId),
            Timestamp = clock.GetTimestamp(),
            Catalogue = configuration.Catalogue,
            Dialect = dialect,
            Operation = Operation.Generate,
            Credentials = default,
            Overrides = overrides,
            ContentLength = body.Length,
            Body = PipeReader.Create(new(body)),
            Reply = new NoReply(),
            ClientGone = CancellationToken.None,
        };
        var permitting = new PermitStage(
            new NothingStored(),
            new SealedOrigins(capacity: 1),
            new Allowances(),
            ByteCounter.Instance,
            clock
        );
        return await Journey.ExplainAsync(arrival, key, permitting, new OfferHealth(), room, clock);
    }

    private sealed class NothingStored : IStoredObjects
    {
        public ValueTask<StoredObject?> FindAsync(string id) => new((StoredObject?)null);
    }

    // There is no client: whatever is said goes nowhere.
    private sealed class NoReply : ClientReply
    {
        public override bool Started => false;

        public override PipeWriter Body { get; } = PipeWriter.Create(Stream.Null);

        public override void Status(int status) { }

        public override void Header(string name, string value) { }

        public override void Length(long bytes) { }

        public override void Trailer(string name, string value) { }

        public override void Abort() { }
    }
}
