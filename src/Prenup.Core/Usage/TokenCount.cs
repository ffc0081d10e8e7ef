namespace Prenup.Core.Usage;

/// <summary>The tokens of a text, counted without its model.</summary>
/// <param name="Tokens">How many they are likely to be; by a vocabulary, how many they are.</param>
/// <param name="AtMost">How many they can be; never below <paramref name="Tokens"/>.</param>
/// <param name="Method">How they were counted, as entries name it: <c>o200k_base</c>.</param>
public readonly record struct TokenCount(long Tokens, long AtMost, string Method);
