namespace Prenup.Commands;

/// <summary>What every command ends with.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: not valid, not equal, not found.</summary>
    public const int No = 1;

    /// <summary>Wrong use.</summary>
    public const int WrongUse = 2;

    /// <summary>It could not be done.</summary>
    public const int Fault = 3;
}
