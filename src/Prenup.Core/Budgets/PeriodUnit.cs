namespace Prenup.Core.Budgets;

/// <summary>What a <see cref="Period"/> repeats by, in the calendar of its zone.</summary>
public enum PeriodUnit : byte
{
    /// <summary>From full hour to full hour; an hour that a clock change repeats is one long one.</summary>
    Hour,

    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Sunday.</summary>
    Week,

    /// <summary>From the first of a month to its last.</summary>
    Month,

    /// <summary>Once, between two stated days.</summary>
    Term,
}
