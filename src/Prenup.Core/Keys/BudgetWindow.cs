namespace Prenup.Core.Keys;

/// <summary>The calendar window of a <see cref="Budget"/>.</summary>
public enum BudgetWindow : byte
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Sunday.</summary>
    Week,

    /// <summary>From the first of a month to its last.</summary>
    Month,
}
