namespace Prenup.Core.Budgets;

/// <summary>The money of one window of one scope, in pico-dollars.</summary>
internal sealed class Slot(Window window)
{
    private static readonly int[] Marks = [50, 80, 100];
    private int _told;

    public Window Window { get; } = window;

    public Int128 Spent { get; set; }

    public Int128 Held { get; set; }

    /// <summary>What may still be reserved; below 0 where an attempt came dearer than its bound.</summary>
    public Int128 Free(Budget budget) => Limit(budget) - Spent - Held;

    public Int128 Limit(Budget budget) => Window.Open ? budget.Amount.Value : 0;

    /// <summary>The highest mark that was reached and not told yet; 0 for none.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="usedUp">Whether a request was refused for it, so that nothing more fits.</param>
    public int Mark(Budget budget, bool usedUp = false)
    {
        var limit = Limit(budget);
        var reached = 0;
        foreach (var mark in Marks)
        {
            reached = limit > 0 && (Spent * 100 >= limit * mark || usedUp) ? mark : reached;
        }
        if (reached <= _told)
        {
            return 0;
        }
        _told = reached;
        return reached;
    }
}
