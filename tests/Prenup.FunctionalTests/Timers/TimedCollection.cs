using Xunit;

namespace Prenup.FunctionalTests.Timers;

/// <summary>Tests that measure time run alone, so that ten percent is fair.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedCollection
{
    public const string Name = "timed";
}
