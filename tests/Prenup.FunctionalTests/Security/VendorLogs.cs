using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime.Logging;
using Google;
using Google.Apis.Logging;
using Xunit;
using AmazonLevel = Amazon.Runtime.Logging.SdkLogLevel;

namespace Prenup.FunctionalTests.Security;

/// <summary>
/// What the libraries of AWS and Google write to a logger of theirs, at every level: whatever an issuer says, and assertions. So Prenup
/// registers none: the build forbids it, and a second one of Google's beside this one would throw. They ask for it once, so it is there from
/// the test process's begin, and tells when somebody listens.
/// </summary>
internal sealed class VendorLogs : IDisposable
{
    private static volatile VendorLogs? s_listens;
    private readonly ConcurrentQueue<string> _told = [];

    public VendorLogs()
    {
        Assert.Equal(LoggingOptions.None, AWSConfigs.LoggingConfig.LogTo);
        s_listens = this;
    }

    /// <summary>What a vendor's library wrote, a line each.</summary>
    /// <param name="vendor">How the names of its types begin.</param>
    public string Of(string vendor) =>
        string.Join('\n', _told.Where(line => line.StartsWith(vendor, StringComparison.Ordinal)));

    public void Dispose()
    {
        s_listens = null;
        Assert.Equal(LoggingOptions.None, AWSConfigs.LoggingConfig.LogTo);
    }

    [ModuleInitializer]
    internal static void Register()
    {
        ApplicationContext.RegisterLogger(new GoogleLogger("Google"));
        AdaptorLoggerFactoryRegistry.RegisterAdaptorLoggerFactory(new AmazonLoggers());
    }

    private static void Tell(string who, string format, object[]? values, Exception? fault = null) =>
        s_listens?._told.Enqueue(
            $"{who}: {(values is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, format, values) : format)} {fault}"
        );

    private sealed class GoogleLogger(string name) : ILogger
    {
        public bool IsDebugEnabled => s_listens is not null;

        public ILogger ForType(Type type) => new GoogleLogger(type.FullName!);

        public ILogger ForType<T>() => ForType(typeof(T));

        public void Debug(string message, params object[] formatArgs) => Tell(name, message, formatArgs);

        public void Info(string message, params object[] formatArgs) => Tell(name, message, formatArgs);

        public void Warning(string message, params object[] formatArgs) => Tell(name, message, formatArgs);

        public void Error(Exception exception, string message, params object[] formatArgs) =>
            Tell(name, message, formatArgs, exception);

        public void Error(string message, params object[] formatArgs) => Tell(name, message, formatArgs);
    }

    private sealed class AmazonLoggers : IAdaptorLoggerFactory
    {
        public string Name => "tests";

        public IAdaptorLogger CreateAdaptorLogger(Type type) => new AmazonLogger(type.FullName!);
    }

    private sealed class AmazonLogger(string name) : IAdaptorLogger
    {
        public bool IsEnabled(AmazonLevel level) => s_listens is not null;

        public void Log(AmazonLevel level, string messageFormat, Exception exception, params object[] args) =>
            Tell(name, messageFormat, args, exception);
    }
}
