using Prenup.Commands;

return await CommandLine.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error);
