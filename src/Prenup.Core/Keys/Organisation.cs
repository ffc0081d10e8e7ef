using Prenup.Core.Budgets;

namespace Prenup.Core.Keys;

/// <summary>Who runs the gateway and pays the clouds.</summary>
/// <param name="Name">Its name; empty where none is given.</param>
/// <param name="Bounds">What it may use, all together.</param>
public sealed record Organisation(string Name, Bounds Bounds)
{
    /// <summary>One without a name and without bounds.</summary>
    public static Organisation Unnamed { get; } = new("", Bounds.None);
}
