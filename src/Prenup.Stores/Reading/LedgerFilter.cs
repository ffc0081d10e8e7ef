using Prenup.Core.Ledger;
using Prenup.Core.Offers;

namespace Prenup.Stores.Reading;

/// <summary>Which attempts are meant; what is null does not matter.</summary>
public sealed record LedgerFilter
{
    /// <summary>Every attempt.</summary>
    public static LedgerFilter All { get; } = new();

    /// <summary>The virtual key's name.</summary>
    public string? Key { get; init; }

    /// <summary>The project.</summary>
    public string? Project { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>The model asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The offer.</summary>
    public string? Offer { get; init; }

    /// <summary>The account.</summary>
    public string? Account { get; init; }

    /// <summary>The cloud.</summary>
    public Cloud? Cloud { get; init; }

    /// <summary>One exchange.</summary>
    public LedgerId? Exchange { get; init; }

    /// <summary>One attempt.</summary>
    public LedgerId? Attempt { get; init; }

    /// <summary>The state.</summary>
    public AttemptState? State { get; init; }

    /// <summary>Opened at or after this; of sums, ended or adjusted at or after this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Opened before this; of sums, ended or adjusted before this.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Rows at most; null is no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether the newest come first.</summary>
    public bool NewestFirst { get; init; }
}
