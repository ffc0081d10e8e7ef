namespace Prenup.Core.Budgets;

/// <summary>A stretch of time for which a budget is given once.</summary>
/// <param name="Begin">Its first instant.</param>
/// <param name="End">The first instant behind it.</param>
/// <param name="Open">Whether there is any money for it; none is given before and after a term.</param>
public readonly record struct Window(DateTimeOffset Begin, DateTimeOffset End, bool Open = true)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(DateTimeOffset instant) => Begin <= instant && instant < End;
}
