using System.Reflection;
using BenchmarkDotNet.Running;
using Prenup.Benchmarks.Stores;

if (args is ["ledger", .. var words])
{
    await LedgerRun.RunAsync(words);
}
else
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
}
