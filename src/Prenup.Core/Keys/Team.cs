using Prenup.Core.Budgets;

namespace Prenup.Core.Keys;

/// <summary>A team of the organisation; projects belong to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bounds">What its projects may use, all together.</param>
public sealed record Team(string Name, Bounds Bounds);
