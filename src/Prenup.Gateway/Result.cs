using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Faults;

namespace Prenup.Gateway;

/// <summary>What a stage hands on, or the fault it refuses with. Expected refusals are values, not exceptions.</summary>
/// <typeparam name="T">What is handed on.</typeparam>
public readonly struct Result<T>
    where T : class
{
    private Result(T? value, Fault? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>What is handed on; null on refusal.</summary>
    public T? Value { get; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public Fault? Fault { get; }

    /// <summary>Whether there is a fault.</summary>
    [MemberNotNullWhen(true, nameof(Fault))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool Refused => Fault is not null;

    /// <summary>Hands a value on.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Refuses.</summary>
    public static implicit operator Result<T>(Fault fault) => new(null, fault);
}
