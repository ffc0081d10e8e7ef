namespace Prenup.Core.Usage;

/// <summary>What a cloud counts: direction × modality × cache state, each token under exactly one priced meter.</summary>
/// <remarks>The names written to the ledger are in <see cref="Meters"/>; never renumber: the journal stores the number.</remarks>
public enum Meter : byte
{
    /// <summary>Text tokens read, not from a cache and not written to one.</summary>
    TextIn = 0,

    /// <summary>Text tokens read from the cloud's prompt cache.</summary>
    TextInCached = 1,

    /// <summary>Text tokens written to a cache whose life the cloud did not name.</summary>
    TextInWrite = 2,

    /// <summary>Text tokens written to a 5-minute cache.</summary>
    TextInWrite5m = 3,

    /// <summary>Text tokens written to a 30-minute cache.</summary>
    TextInWrite30m = 4,

    /// <summary>Text tokens written to a 1-hour cache.</summary>
    TextInWrite1h = 5,

    /// <summary>Text tokens written to a 12-hour cache.</summary>
    TextInWrite12h = 6,

    /// <summary>Audio tokens read.</summary>
    AudioIn = 7,

    /// <summary>Image tokens read, where the cloud counts them apart from text.</summary>
    ImageIn = 8,

    /// <summary>Text tokens written by the model, reasoning included.</summary>
    TextOut = 9,

    /// <summary>Audio tokens written by the model.</summary>
    AudioOut = 10,

    /// <summary>Image tokens written by the model.</summary>
    ImageOut = 11,

    /// <summary>Memo, never priced: reasoning tokens, already within <see cref="TextOut"/>.</summary>
    Reasoning = 12,

    /// <summary>Memo, never priced: rejected prediction tokens, already within <see cref="TextOut"/>.</summary>
    RejectedPrediction = 13,
}
