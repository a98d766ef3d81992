print("no provider yet")
