namespace Prenup.FunctionalTests.Matrix;

/// <summary>What becomes of a cell.</summary>
internal enum Verdict
{
    /// <summary>Real clients are answered, and each attempt is settled at the cloud's invoice.</summary>
    Works,

    /// <summary>The cloud has the dialect for other models or at another address: a 400.</summary>
    Refused,

    /// <summary>The cloud sells nothing by this dialect: a 400 as well.</summary>
    NotSold,
}
