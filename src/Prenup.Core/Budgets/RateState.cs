namespace Prenup.Core.Budgets;

/// <summary>What is left of this minute at the tightest level; a limit is null where no level has one.</summary>
/// <param name="RequestLimit">Requests per minute.</param>
/// <param name="RequestsLeft">Requests left.</param>
/// <param name="TokenLimit">Tokens per minute.</param>
/// <param name="TokensLeft">Tokens left, those reserved taken off.</param>
/// <param name="Reset">Until the next minute begins.</param>
public readonly record struct RateState(
    long? RequestLimit,
    long RequestsLeft,
    long? TokenLimit,
    long TokensLeft,
    TimeSpan Reset
);
