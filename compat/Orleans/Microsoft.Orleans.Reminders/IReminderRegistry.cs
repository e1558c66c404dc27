using Orleans.Runtime;
using Orleans.Services;

namespace Orleans.Timers;

/// <summary>Reminders, on a grain's turn.</summary>
public interface IReminderRegistry : IGrainServiceClient<IReminderService>
{
    /// <summary>Registers a reminder, or changes it.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>A grain's reminder; null where there is none.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>A grain's reminders.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
