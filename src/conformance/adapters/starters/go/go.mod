module example.com/sasako-adapter

go 1.19

// The implementation under test, where it is in this repository:
// require example.com/my-bamboo v0.0.0
// replace example.com/my-bamboo => ../
