using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of the process, under the names that dashboards for .NET and Prometheus know.</summary>
internal static class ProcessMetrics
{
    public static IEnumerable<Metric> Of(GatewayState state)
    {
        yield return Metric.Gauge(
            "process_start_time_seconds",
            "When the gateway started, in Unix time.",
            () => state.Started.ToUnixTimeMilliseconds() / 1000m
        );
        yield return Metric.Counter(
            "process_cpu_seconds_total",
            "Processor time of the process.",
            static () => (decimal)Environment.CpuUsage.TotalTime.TotalSeconds
        );
        yield return Metric.Gauge(
            "process_resident_memory_bytes",
            "Memory of the process.",
            static () => Environment.WorkingSet
        );
        yield return Metric.Gauge(
            "dotnet_gc_heap_bytes",
            "Memory that managed objects took at the last collection, or have taken until now.",
            static () => GC.GetTotalMemory(forceFullCollection: false)
        );
        yield return Metric.Counter(
            "dotnet_gc_allocated_bytes_total",
            "Bytes of managed objects that were ever made.",
            static () => GC.GetTotalAllocatedBytes()
        );
        yield return Metric.Counter(
            "dotnet_gc_collections_total",
            "Garbage collections.",
            "generation",
            static () => Enumerable.Range(0, GC.MaxGeneration + 1).Select(Collections)
        );
        yield return Metric.Counter(
            "dotnet_gc_pause_seconds_total",
            "For how long garbage collections stopped everything.",
            static () => (decimal)GC.GetTotalPauseDuration().TotalSeconds
        );
        yield return Metric.Gauge(
            "dotnet_threadpool_threads",
            "Threads of the pool.",
            static () => ThreadPool.ThreadCount
        );
        yield return Metric.Gauge(
            "dotnet_threadpool_queue_length",
            "Work that waits for a thread of the pool.",
            static () => ThreadPool.PendingWorkItemCount
        );
    }

    private static Sample Collections(int generation) =>
        new(GC.CollectionCount(generation), generation.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
