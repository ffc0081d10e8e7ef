using Prenup.Core.Budgets;

namespace Prenup.Core.Keys;

/// <summary>A project: it pays for its keys' exchanges, and owns what they store at clouds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Team">Its team; null where it has none.</param>
/// <param name="Bounds">What its keys may use, all together.</param>
public sealed record Project(string Name, string? Team, Bounds Bounds);
