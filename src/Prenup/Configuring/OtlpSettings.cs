using Prenup.Core.Keys;

namespace Prenup.Configuring;

/// <summary>Where traces, metrics and logs are sent by OpenTelemetry's protocol.</summary>
/// <param name="Endpoint">The collector: <c>http://127.0.0.1:4318</c>; over HTTP <c>/v1/traces</c> and so on are appended.</param>
/// <param name="Grpc">Whether gRPC is spoken; protobuf over HTTP otherwise.</param>
/// <param name="Headers">Headers that go with every export.</param>
public sealed record OtlpSettings(Uri Endpoint, bool Grpc, IReadOnlyList<KeyValuePair<string, Secret>> Headers)
{
    /// <summary>Compares the headers one by one.</summary>
    public bool Equals(OtlpSettings? other) =>
        other is not null && Endpoint == other.Endpoint && Grpc == other.Grpc && Headers.SequenceEqual(other.Headers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Endpoint, Grpc, Headers.Count);
}
