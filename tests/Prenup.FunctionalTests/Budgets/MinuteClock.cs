namespace Prenup.FunctionalTests.Budgets;

/// <summary>The system's clock, whose minutes of rates begin when it is made: a test of less than a minute is within one.</summary>
internal sealed class MinuteClock : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public override long GetTimestamp() => System.GetTimestamp() - _origin;
}
