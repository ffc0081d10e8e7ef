namespace Prenup.Core.Usage;

/// <summary>
/// What a cloud counts: direction × modality × cache state, each token under exactly one priced meter; and by the piece what is
/// not tokens.
/// </summary>
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

    /// <summary>Audio tokens read, not from a cache.</summary>
    AudioIn = 7,

    /// <summary>Image tokens read, where the cloud counts them apart from text, not from a cache.</summary>
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

    /// <summary>Audio tokens read from the cloud's prompt cache.</summary>
    AudioInCached = 14,

    /// <summary>Image tokens read from the cloud's prompt cache.</summary>
    ImageInCached = 15,

    /// <summary>Searches of the web that the cloud ran; what they found is counted as text.</summary>
    WebSearches = 16,

    /// <summary>Searches of stored files that the cloud ran.</summary>
    FileSearches = 17,

    /// <summary>Images made, where the cloud bills them by the piece.</summary>
    Images = 18,

    /// <summary>Seconds of audio, where the cloud bills them by time.</summary>
    AudioSeconds = 19,

    /// <summary>Sessions of the cloud's code interpreter.</summary>
    CodeSessions = 20,

    /// <summary>Storage of a cache: tokens times hours. No reply says it.</summary>
    CacheTokenHours = 21,
}
