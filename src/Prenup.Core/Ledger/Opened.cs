using Prenup.Core.Asking;
using Prenup.Core.Money;
using Prenup.Core.Offers;

namespace Prenup.Core.Ledger;

/// <summary>The first entry of an attempt, written before its first byte leaves: who asks whom for what.</summary>
public sealed record Opened
{
    /// <summary>The attempt; sent upstream as a header, so that the cloud's log and the ledger join.</summary>
    public required LedgerId Attempt { get; init; }

    /// <summary>The exchange it belongs to.</summary>
    public required LedgerId Exchange { get; init; }

    /// <summary>1 for the exchange's first attempt.</summary>
    public required int Ordinal { get; init; }

    /// <summary>When; never before the entry before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The virtual key's name.</summary>
    public required string Key { get; init; }

    /// <summary>The project that pays.</summary>
    public required string Project { get; init; }

    /// <summary>The project's team; empty where there is none.</summary>
    public required string Team { get; init; }

    /// <summary>The model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The offer it goes to.</summary>
    public required string Offer { get; init; }

    /// <summary>The account it goes to.</summary>
    public required string Account { get; init; }

    /// <summary>The cloud it goes to.</summary>
    public required Cloud Cloud { get; init; }

    /// <summary>The dialect spoken.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>What is done there.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    public required bool Streamed { get; init; }

    /// <summary>What was reserved for it in the budgets: stays charged while its cost is unknown; null where no bound could be stated.</summary>
    public PicoDollars? Reserved { get; init; }

    /// <summary>The client's own tags as it sent them (JSON object of <c>metadata</c>, or the tag header), at most 4 KiB; null where there are none.</summary>
    public string? Tags { get; init; }
}
