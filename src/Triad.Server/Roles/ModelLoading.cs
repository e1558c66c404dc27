using Triad.Core.Embedding;
using Triad.Grains.Roles;

namespace Triad.Server.Roles;

/// <summary>
/// Loads the model packages when a process of role embed starts, as many as there is room for, so that it is ready only when it can embed. The
/// others are loaded when they are used.
/// </summary>
internal sealed partial class ModelLoading(IModelCatalog models, RoleReadiness readiness, TimeProvider time, ILogger<ModelLoading> log) : BackgroundService
{
    private static readonly TimeSpan PauseWithoutModel = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The rest of the start does not wait for it.
        while (true)
        {
            var isAnyLoaded = false;
            foreach (var package in models.Packages)
            {
                if (isAnyLoaded && !models.HasRoomFor(package))
                {
                    LogLater(package);
                    continue;
                }

                var loaded = await models.GetAsync(package, stoppingToken);
                isAnyLoaded |= loaded.IsOk;
            }

            readiness.Report(PlatformRoles.Embed, isAnyLoaded);
            if (isAnyLoaded)
                return;
            LogNone();
            await Task.Delay(PauseWithoutModel, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The model package {Package} is loaded when it is used: there is no room beside the others now")]
    private partial void LogLater(string package);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No model package can be used: nothing can be embedded until one is put into the models folder")]
    private partial void LogNone();
}
